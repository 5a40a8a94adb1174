using System.Globalization;
using Agents.Core.Json;
using Agents.Core.Patterns;

namespace Agents.Core.Executions;

/// <summary>Frames of branches: what they begin with, and what they give when they end.</summary>
internal static class BranchFrames
{
    /// <summary>The key of an item's frame.</summary>
    public static string ItemKey(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The frame as it is opened: it sees what its surroundings see, and JSON that nothing can change is shared rather than copied.</summary>
    public static Frame Open(Frame parent, StepState step, string path, string key, int index, JsonValue? input, long opened) => new()
    {
        Path = path,
        Owner = step.Id,
        Key = key,
        Index = index,
        Opened = opened,
        Locals = Locals(parent, step, key, index),
        Context = parent.Context,
        // The blocks of a try write into what surrounds them.
        Written = IsTry(step) ? parent.Written : JsonObject.Empty,
        LastOutput = input ?? Item(step, index) ?? (step.Input is JsonNull ? parent.LastOutput : step.Input),
        Outputs = parent.Outputs,
        Pending = Destination.Start,
    };

    /// <summary>What the branch gives: what its states wrote where they were told to, else the last one's result.</summary>
    public static JsonValue Result(Frame branch, CompositeKind kind) => kind switch
    {
        CompositeKind.Fork => branch.Written,
        CompositeKind.Map or CompositeKind.Try or CompositeKind.Pattern or CompositeKind.Design => branch.LastOutput,
        _ => branch.Written.Count > 0 ? branch.Written : branch.LastOutput,
    };

    /// <summary>The surrounding frame after one of its branches ended.</summary>
    public static Frame Leave(Frame parent, Frame branch, StepState step) => IsTry(step)
        ? parent with { Step = step, Context = branch.Context, Outputs = branch.Outputs, Written = parent.Path.Length == 0 ? parent.Written : branch.Written }
        : parent with { Step = step };

    private static bool IsTry(StepState step) => step.Composite?.Shape.Kind == CompositeKind.Try;

    private static JsonValue? Item(StepState step, int index)
        => step.Composite?.Shape.Kind is CompositeKind.Foreach or CompositeKind.Map && step.Input is JsonArray items && index < items.Count ? items[index] : null;

    private static JsonObject Locals(Frame parent, StepState step, string key, int index) => step.Composite switch
    {
        { Shape: { Kind: CompositeKind.Foreach } shape } => Overlay(
            parent.Locals, ("_item", Item(step, index)!), (shape.ItemName ?? "item", Item(step, index)!), ("_index", index), ("_total", shape.Total)),
        { Shape.Kind: CompositeKind.Map } => Overlay(parent.Locals, ("_parallel_item", Item(step, index)!), ("_parallel_index", index)),
        { Shape.Kind: CompositeKind.Try, FirstFailed: { Error: { } error } failed } when key != TryBlock.Try.Key
            => Overlay(parent.Locals, ("_error", Caught(error, failed.Attempt)), ("_errorMessage", error.Message)),
        { Shape.Kind: CompositeKind.Pattern } => Overlay(parent.Locals, (PatternBlocks.Given, step.Input is JsonNull ? parent.LastOutput : step.Input)),
        _ => parent.Locals,
    };

    private static JsonObject Overlay(JsonObject around, params ReadOnlySpan<(string Key, JsonValue Value)> names)
    {
        foreach (var (key, value) in names)
        {
            around = around.With(key, value);
        }

        return around;
    }

    private static JsonObject Caught(ExecutionError error, int attempt) => JsonObject.Of(
        ("code", error.Code ?? error.Category),
        ("category", error.Category),
        ("message", error.Message),
        ("state", error.State),
        ("attempt", attempt));
}
