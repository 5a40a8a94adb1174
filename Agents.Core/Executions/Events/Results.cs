using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>How a state's result is kept, whichever event records it.</summary>
internal static class Results
{
    /// <summary>The frame after a state that gave this, before it is known where it goes next.</summary>
    public static Frame Record(Frame frame, JsonValue output, IReadOnlyList<ContextWrite> writes) => frame with
    {
        Context = ContextWrite.Apply(frame.Context, writes, output),
        LastOutput = output,
        Outputs = frame.Outputs.Add(output),
    };

    /// <summary>What the frame's states have written where they were told to, with this one's.</summary>
    public static JsonObject Written(Frame frame, string state, IReadOnlyList<ContextWrite> writes, JsonValue output)
        => frame.Path.Length == 0 ? frame.Written : ContextWrite.Apply(frame.Written, [.. writes.Where(write => !write.IsImplicit(state))], output);

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
