using Agents.Core.Diagnostics;
using Agents.Core.Json;

namespace Agents.Core.Documents;

/// <summary>YAML as JSON, with the limits that definitions have: whatever the text is, the answer comes soon.</summary>
public static class YamlText
{
    /// <summary>Reads YAML (or JSON, which is YAML).</summary>
    /// <param name="text">At most 1 MiB, nested at most 64 deep.</param>
    /// <param name="value">The value; null where there is none.</param>
    /// <param name="problem">Why there is none, with its place; null where there is one.</param>
    public static bool TryParse(string text, out JsonValue? value, out string? problem)
    {
        var bag = new DiagnosticBag();
        var root = DocumentReader.Read(text, "document.yaml", bag);
        var error = bag.InOrder().FirstOrDefault(static found => found.Severity == DiagnosticSeverity.Error);
        value = error is null ? root?.ToJson() : null;
        problem = value is not null ? null : error is null ? "The text is empty." : $"{error.Message} (line {error.Line}, column {error.Column})";
        return value is not null;
    }
}
