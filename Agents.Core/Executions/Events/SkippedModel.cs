using System.Text.Json;
using Agents.Core.Json;

namespace Agents.Core.Executions.Events;

/// <summary>A model that was asked first and gave no answer, so that another one was asked.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model.</param>
/// <param name="Category">Why: one of <see cref="ErrorCategory"/>.</param>
/// <param name="Message">Why, for people.</param>
public sealed record SkippedModel(string Provider, string Model, string Category, string Message)
{
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("provider"u8, Provider);
        writer.WriteString("model"u8, Model);
        writer.WriteString("category"u8, Category);
        writer.WriteString("message"u8, Message);
        writer.WriteEndObject();
    }

    internal static SkippedModel Read(JsonValue json)
        => json is JsonObject model ? new(model.Text("provider"), model.Text("model"), model.Text("category"), model.Text("message")) : throw new InvalidDataException("A skipped model is not an object.");
}
