using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>How a state's result is kept, whichever event records it.</summary>
internal static class Results
{
    public static ExecutionState Record(ExecutionState state, JsonValue output, IReadOnlyList<ContextWrite> writes) => state with
    {
        Context = ContextWrite.Apply(state.Context, writes, output),
        LastOutput = output,
        Outputs = state.Outputs.Add(output),
    };

    public static void WriteWrites(Utf8JsonWriter writer, IReadOnlyList<ContextWrite> writes)
    {
        if (writes.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("writes"u8);
        foreach (var write in writes)
        {
            writer.WriteString(write.To, write.From);
        }

        writer.WriteEndObject();
    }

    public static IReadOnlyList<ContextWrite> ReadWrites(JsonObject json)
        => json.Find("writes") is JsonObject writes ? [.. writes.Select(static pair => new ContextWrite(pair.Key, ((JsonString)pair.Value).Value))] : [];
}
