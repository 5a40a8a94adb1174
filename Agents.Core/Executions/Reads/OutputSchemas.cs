using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions.Reads;

/// <summary>What a state's output surely is, as JSON Schema, before anything runs: what the definition promises or the engine makes.</summary>
internal static class OutputSchemas
{
    private static readonly JsonValue Anything = true;

    private static readonly JsonObject Text = JsonObject.Of(("type", "string"));

    private static readonly JsonObject Approval = JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("approved", JsonObject.Of(("type", "boolean"))), ("decision", Text), ("actor", Anything), ("comment", Anything), ("reason", Anything), ("edited", Anything), ("decided_at", Anything))),
        ("required", JsonArray.Create("approved", "decision")));

    /// <summary>The schema of a state's own output; null where nothing is known of it.</summary>
    public static JsonValue? Of(State state) => state switch
    {
        AgentState agent => agent.AnswerSchema ?? agent.Definition?.OutputSchema,
        ApprovalState => Approval,
        InjectState inject => Of(inject.Data, static _ => null),
        ParallelState { Aggregation: "merge" } parallel => OfBranches(parallel),
        ParallelState { Aggregation: "array", Join.Mode: "all" } => JsonObject.Of(("type", "array")),
        ForeachState { Aggregation: "results" } loop => Object([("results", Items(loop)), ("count", JsonObject.Of(("type", "integer")))]),
        ForeachState { Aggregation: "array" } loop => Items(loop),
        _ => null,
    };

    /// <summary>The schema of a value with templates.</summary>
    /// <param name="value">The value.</param>
    /// <param name="expression">The schema of what a template that is one expression gives; null where it is not known.</param>
    public static JsonValue Of(TemplateValue value, Func<ExpressionPart, JsonValue?> expression) => value switch
    {
        ConstantValue constant => OfConstant(constant.Value),
        TextValue { Template.Parts: [ExpressionPart only] } => Embedded(expression(only)),
        TextValue => Text,
        ObjectValue members => Object(members.Members.Select(member => (member.Key, Of(member.Value, expression)))),
        ArrayValue => JsonObject.Of(("type", "array")),
        _ => Anything,
    };

    /// <summary>A schema that may stand inside another: its references would lead elsewhere there.</summary>
    private static JsonValue Embedded(JsonValue? schema) => schema is null || Refers(schema) ? Anything : schema;

    private static bool Refers(JsonValue schema) => schema switch
    {
        JsonObject document => document.ContainsKey("$ref") || document.ContainsKey("$id") || document.ContainsKey("$dynamicRef") || document.Values.Any(Refers),
        JsonArray items => items.Any(Refers),
        _ => false,
    };

    private static JsonValue OfConstant(JsonValue value) => value switch
    {
        JsonObject document => Object(document.Select(static member => (member.Key, OfConstant(member.Value)))),
        JsonArray items => items.Count > 0 && items.Select(OfConstant).Distinct().ToList() is [var one] ? JsonObject.Of(("type", "array"), ("items", one)) : JsonObject.Of(("type", "array")),
        JsonNumber { IsInteger: true } => JsonObject.Of(("type", "integer")),
        _ => JsonObject.Of(("type", value.TypeName)),
    };

    private static JsonObject OfBranches(ParallelState parallel)
        => Object(parallel.Branches.Select(static branch => (branch.Name, OfBlock(branch.Block))), isComplete: parallel.Join.Mode == "all");

    // An item that failed leaves its error where its result would be.
    private static JsonObject Items(ForeachState loop)
        => loop.ContinueOnError ? JsonObject.Of(("type", "array")) : JsonObject.Of(("type", "array"), ("items", OfBlock(loop.Iterator)));

    /// <summary>A block's result: an object of what its states wrote by resultPath, else its last state's output.</summary>
    private static JsonValue OfBlock(StateBlock block)
    {
        if (block.States.Any(static state => state.ResultPath is not null))
        {
            return JsonObject.Of(("type", "object"));
        }

        return block.States.Where(static state => state.Next is EndTransition).ToList() is [var last] ? Embedded(Of(last)) : Anything;
    }

    private static JsonObject Object(IEnumerable<(string Key, JsonValue Schema)> members, bool isComplete = true)
    {
        var all = members.ToList();
        return JsonObject.Of(
            ("type", "object"),
            ("properties", JsonObject.From(all.Select(static member => KeyValuePair.Create(member.Key, member.Schema)))),
            ("required", isComplete ? JsonArray.From(all.Select(static member => (JsonValue)member.Key)) : JsonArray.Empty),
            ("additionalProperties", false));
    }
}
