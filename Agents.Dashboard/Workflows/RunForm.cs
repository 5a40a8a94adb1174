using System.Text.Json;
using System.Text.Json.Nodes;
using Agents.Client.Problems;
using Agents.Client.Workflows;
using Agents.Dashboard.Json;

namespace Agents.Dashboard.Workflows;

/// <summary>
/// What was typed into a run form, and what it means. Text is kept as it was typed, whatever becomes of it; the silo judges the
/// inputs against the schema, the form only turns text into JSON.
/// </summary>
public sealed class RunForm
{
    /// <summary>Before each field's name, so that no input of a workflow can pose as a field of the form itself.</summary>
    public const string Prefix = "input.";

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Errors => _errors;

    public string Text(InputField field) => _texts.GetValueOrDefault(field.Name, "");

    public string? Error(InputField field) => _errors.GetValueOrDefault(field.Name);

    /// <summary>A form filled from a JSON object: defaults, a sample, or the inputs of an earlier execution.</summary>
    public static RunForm Of(IReadOnlyList<InputField> fields, JsonElement? values)
    {
        var form = new RunForm();
        foreach (var field in fields)
        {
            var value = values is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(field.Name, out var found) ? found : field.Default;
            form._texts[field.Name] = value is { } known ? Show(field, known) : "";
        }

        return form;
    }

    public static RunForm Of(IReadOnlyList<InputField> fields, IFormCollection posted)
    {
        var form = new RunForm();
        foreach (var field in fields)
        {
            form._texts[field.Name] = posted[Prefix + field.Name].LastOrDefault() ?? "";
        }

        return form;
    }

    /// <summary>The inputs as JSON; null where some text cannot be read, with the errors beside the fields.</summary>
    public JsonElement? TryRead(IReadOnlyList<InputField> fields)
    {
        var inputs = new JsonObject();
        foreach (var field in fields)
        {
            switch (InputText.Read(field, Text(field)))
            {
                case { Error: { } error }:
                    _errors[field.Name] = error;
                    break;
                case { Value: { } value }:
                    inputs[field.Name] = JsonSerializer.SerializeToNode(value);
                    break;
            }
        }

        return _errors.Count == 0 ? JsonSerializer.SerializeToElement(inputs) : null;
    }

    /// <summary>Puts the silo's diagnostics beside their fields and returns those that belong to none.</summary>
    public IReadOnlyList<DiagnosticRecord> Blame(IReadOnlyList<InputField> fields, IReadOnlyList<DiagnosticRecord> diagnostics)
    {
        var others = new List<DiagnosticRecord>();
        foreach (var found in diagnostics)
        {
            var path = found.Path.StartsWith("/inputs/", StringComparison.Ordinal) ? found.Path["/inputs".Length..] : found.Path;
            var field = fields.FirstOrDefault(field => IsAbout(field, path, found));
            if (field is null)
            {
                others.Add(found);
            }
            else
            {
                _errors[field.Name] = found.Hint is { } hint ? $"{found.Message} {hint}" : found.Message;
            }
        }

        return others;
    }

    // A property that is missing is reported where it should be, and named as what was expected.
    private static bool IsAbout(InputField field, string path, DiagnosticRecord found)
    {
        var own = $"/{JsonText.Escape(field.Name)}";
        return path == own || path.StartsWith(own + "/", StringComparison.Ordinal) || (path.Length == 0 && found.Expected == field.Name);
    }

    private static string Show(InputField field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String when field.Type == "string" => value.GetString()!,
        JsonValueKind.Object or JsonValueKind.Array => JsonText.Indented(value),
        _ => value.GetRawText(),
    };
}
