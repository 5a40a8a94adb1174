using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.JsonSchemas.Sampling;
using Agents.Core.Workflows;

namespace Agents.Cli.Running;

/// <summary>Makes an execution's inputs from <c>key=value</c>: text where the schema wants text, else JSON where it is JSON, else text.</summary>
internal static class RunInputs
{
    /// <exception cref="CliException">Something is written wrong, or the inputs break the workflow's schema.</exception>
    public static JsonObject Of(Workflow workflow, IReadOnlyList<string> written, bool fillsSample)
    {
        var inputs = written.Select(text => Parse(workflow, text)).Aggregate(Start(workflow, fillsSample), static (all, input) => all.With(input.Key, input.Value));
        Check(workflow, inputs);
        return inputs;
    }

    private static JsonObject Start(Workflow workflow, bool fillsSample)
    {
        if (!fillsSample)
        {
            return JsonObject.Empty;
        }

        var sample = SchemaSample.Inputs(ReadSchemas.OfInputs(workflow));
        return sample.Value as JsonObject
            ?? throw new CliException($"No sample inputs can be made up for '{workflow.Id}': {string.Join("; ", sample.Problems)} Give them with -i key=value.");
    }

    private static KeyValuePair<string, JsonValue> Parse(Workflow workflow, string written)
    {
        var at = written.IndexOf('=');
        if (at <= 0)
        {
            throw new CliException($"The input '{written}' has no value. Write -i key=value, or -i key=@file.");
        }

        var key = written[..at];
        var text = written[(at + 1)..];
        var value = text.StartsWith('@') ? ReadFile(key, text[1..]) : text;
        return new(key, WantsText(workflow, key) || !JsonValue.TryParse(value, out var json) ? value : json);
    }

    private static string ReadFile(string key, string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file of the input '{key}' cannot be read: {problem.Message}");
        }
    }

    private static bool WantsText(Workflow workflow, string key)
        => (workflow.InputSchema as JsonObject)?.Find("properties") is JsonObject properties
            && properties.Find(key) is JsonObject property
            && property.Find("type") is JsonString { Value: "string" };

    private static void Check(Workflow workflow, JsonObject inputs)
    {
        if (workflow.InputSchema is not { } schema)
        {
            return;
        }

        var errors = JsonSchema.Compile(schema).Validate(inputs).Errors;
        if (errors.Count > 0)
        {
            throw new CliException(
                $"The inputs do not fit '{workflow.Id}':\n{string.Join('\n', errors.Select(static error => $"  {error}"))}\nGive them with -i key=value, or let --sample fill them.");
        }
    }
}
