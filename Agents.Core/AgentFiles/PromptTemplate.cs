using Agents.Core.Json;
using HandlebarsDotNet;

namespace Agents.Core.AgentFiles;

/// <summary>The body of an agent file: Handlebars in sections, each one message.</summary>
/// <remarks>
/// It is cut into sections before anything is filled in, so that no value can begin a section of its own.
/// Values go in as they are: nothing is escaped.
/// </remarks>
public sealed class PromptTemplate
{
    private readonly IReadOnlyList<PromptSection> _sections;
    private readonly Lazy<IReadOnlyList<HandlebarsTemplate<object, object>>> _compiled;

    internal PromptTemplate(IReadOnlyList<PromptSection> sections, JsonObject defaults)
    {
        _sections = sections;
        Defaults = defaults;
        _compiled = new(() => [.. sections.Select(static section => PromptLanguage.Compile(section.Text))]);
    }

    /// <summary>Values for names that nobody gives.</summary>
    public JsonObject Defaults { get; }

    /// <summary>Whether the text reads the task (<c>task</c> or <c>userInput</c>); where it does not, the task is a message of its own.</summary>
    public bool ReadsTask => _sections.Any(static section => PromptLanguage.Reads(section.Text, PromptNames.Task) || PromptLanguage.Reads(section.Text, PromptNames.UserInput));

    /// <summary>Whether the text reads what the agent works on; where it does not, that goes with the task.</summary>
    /// <param name="names">Names of the values that it is given.</param>
    public bool ReadsAny(IEnumerable<string> names) => names.Any(name => _sections.Any(section => PromptLanguage.Reads(section.Text, name)));

    /// <summary>Characters of the text.</summary>
    public int Length => _sections.Sum(static section => section.Text.Length);

    /// <summary>Fills the values in. Messages that come out empty are left out.</summary>
    /// <param name="values">What the text may read; a name that is not there is empty text, as Handlebars has it.</param>
    /// <exception cref="PromptException">The text asks for something that cannot be done.</exception>
    public IReadOnlyList<PromptMessage> Render(JsonObject values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var known = PromptValues.Of(JsonObject.From(Defaults.Where(entry => !values.ContainsKey(entry.Key)).Concat(values)));
        try
        {
            return [.. _sections.Zip(_compiled.Value, (section, template) => new PromptMessage(section.Role, template(known).Trim())).Where(static message => message.Text.Length > 0)];
        }
        catch (HandlebarsException problem)
        {
            throw new PromptException($"The prompt cannot be filled in: {problem.Message}");
        }
    }
}

/// <summary>A prompt that cannot be filled in; the message says why.</summary>
/// <param name="message">Why.</param>
public sealed class PromptException(string message) : Exception(message);
