using System.Diagnostics.CodeAnalysis;
using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Evaluation;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Templates;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Hooks;

/// <summary>How inputs are made of something that came in: a JSON object whose strings may be templates, such as <c>{"title": "{{ body.issue.title }}"}</c>.</summary>
public sealed class InputTemplate
{
    private readonly TemplateValue _value;

    private InputTemplate(TemplateValue value) => _value = value;

    /// <summary>Reads a template.</summary>
    /// <param name="json">A JSON object.</param>
    /// <param name="template">The template; null where it can't be read.</param>
    /// <param name="problem">What is wrong, as a sentence; null where nothing is.</param>
    /// <returns>Whether it can be read.</returns>
    public static bool TryRead(string json, [NotNullWhen(true)] out InputTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        template = null;
        var bag = new DiagnosticBag();
        var read = DocumentReader.Read(json, "inputs.json", bag) is MappingNode document ? TemplateParser.ParseValue(document, "the inputs", bag, new List<ReadUse>()) : null;
        problem = bag.InOrder().FirstOrDefault(static found => found.Severity == DiagnosticSeverity.Error)?.Message ?? (read is null ? "It is a JSON object with templates." : null);
        if (problem is not null)
        {
            return false;
        }

        template = new InputTemplate(read!);
        return true;
    }

    /// <summary>Makes the inputs.</summary>
    /// <param name="known">What the templates can read, by name.</param>
    /// <param name="inputs">The inputs; null where a template reads what is not there.</param>
    /// <param name="problem">What is wrong, as a sentence; null where nothing is.</param>
    /// <returns>Whether they could be made.</returns>
    public bool TryRender(JsonObject known, [NotNullWhen(true)] out JsonObject? inputs, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            (inputs, problem) = ((JsonObject)Templating.Render(_value, new JsonMapping(known)), null);
            return true;
        }
        catch (StarlarkException unreadable)
        {
            (inputs, problem) = (null, unreadable.Error.Message);
            return false;
        }
    }
}
