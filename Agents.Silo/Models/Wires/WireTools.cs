using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.Wires;

/// <summary>What the wires of all providers say alike of the tools that a model may call.</summary>
internal static class WireTools
{
    /// <summary>The tools to offer; none where the model can call none.</summary>
    public static IReadOnlyList<AIFunctionDeclaration> Offered(ModelCapabilities capabilities, ChatOptions? options)
        => capabilities.Tools ? options?.Tools?.OfType<AIFunctionDeclaration>().ToArray() ?? [] : [];

    /// <summary>Writes a tool's name, description and the schema of its arguments.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="schemaName">What the wire calls the schema.</param>
    public static void WriteDeclaration(Utf8JsonWriter writer, AIFunctionDeclaration tool, string schemaName)
    {
        writer.WriteStartObject();
        writer.WriteString("name", tool.Name);
        writer.WriteString("description", tool.Description);
        writer.WritePropertyName(schemaName);
        tool.JsonSchema.WriteTo(writer);
        writer.WriteEndObject();
    }
}
