using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>
/// How much an execution holds: its inputs, the results that its open frames have, and signals that wait. A result counts as its JSON would, one for each
/// character, so that a text costs no look into it.
/// </summary>
internal static class ContextSize
{
    // Quotes, commas and colons around a value; a number or a word.
    private const int Around = 4;
    private const int Scalar = 12;

    /// <summary>The size of one value.</summary>
    public static long Of(JsonValue value) => value switch
    {
        JsonString text => text.Value.Length + Around,
        JsonArray items => Of(items),
        JsonObject members => Of(members),
        _ => Scalar,
    };

    /// <summary>What a state holds now. As long as all that it has: asked for only where a running total, which forgets nothing, says too much.</summary>
    public static long Of(ExecutionState state)
        => Of(state.Inputs) + state.Signals.Pending.Sum(static signal => Of(signal.Payload)) + Of(state, state.Root) + state.Frames.InOrder.Sum(frame => Of(state, frame));

    private static long Of(JsonArray items)
    {
        long size = Around;
        foreach (var item in items)
        {
            size += Of(item);
        }

        return size;
    }

    private static long Of(JsonObject members)
    {
        long size = Around;
        foreach (var (key, value) in members)
        {
            size += key.Length + Around + Of(value);
        }

        return size;
    }

    // A branch begins with the results of what is around it, which has none added meanwhile.
    private static long Of(ExecutionState state, Frame frame)
    {
        var around = frame.Path.Length == 0 ? 0 : state.FindFrame(FramePath.Split(frame.Path).Parent)?.Outputs.Count ?? 0;
        return frame.Outputs.Skip(around).Sum(Of) + (frame.Step?.Composite?.Ended.Values.Sum(static branch => Of(branch.Result)) ?? 0);
    }
}
