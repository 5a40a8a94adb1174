using System.Text;
using System.Text.Json;
using Agents.Core.Executions.Events;
using Agents.Core.Json;

namespace Agents.Core.Tests.Executions;

/// <summary>Events as the journal keeps them.</summary>
internal static class EventText
{
    public static string Write(ExecutionEvent happened)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            happened.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static ExecutionEvent RoundTrip(ExecutionEvent happened) => ExecutionEvent.Read((JsonObject)JsonValue.Parse(Write(happened)));
}
