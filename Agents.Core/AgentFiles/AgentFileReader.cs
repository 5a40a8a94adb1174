using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.AgentFiles;

/// <summary>What came of reading an agent file.</summary>
/// <param name="Name">The agent's name: what the front matter says, else the file's name.</param>
/// <param name="Definition">The agent; null exactly where a diagnostic is an error.</param>
/// <param name="Diagnostics">All problems, in the order of the text.</param>
public sealed record AgentFileLoad(string Name, AgentDefinition? Definition, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Words to filter by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>
/// Reads agent files (<c>agents/*.prompt</c>, formats §B.4): YAML front matter between two lines <c>---</c>, then a Handlebars body in sections.
/// Nothing is executed, nothing outside the text is read, and no text makes it throw.
/// </summary>
public static class AgentFileReader
{
    /// <summary>The files' extension.</summary>
    public const string Extension = ".prompt";

    private const string Fence = "---";

    /// <summary>Reads a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="fileName">The file's name; without its extension it is the agent's name where the text gives none.</param>
    /// <param name="strict">Whether unknown keys are errors.</param>
    public static AgentFileLoad Read(string text, string fileName, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fileName);
        var bag = new DiagnosticBag(strict);
        var (front, body, line) = Split(text.StartsWith('\uFEFF') ? text[1..] : text);
        var keys = Front(front, bag);
        var ownName = Path.GetFileNameWithoutExtension(fileName);
        var name = keys is null ? ownName : keys.Mapping("metadata")?.Text("name") ?? keys.Text("name") ?? ownName;
        if (name.Length == 0 || name.Any(static character => char.IsWhiteSpace(character) || character is '@' or '/'))
        {
            bag.Error(DiagnosticCodes.InvalidPrompt, keys?.Node.Place ?? default, $"'{name}' is no name of an agent: names have neither spaces nor '@' or '/'.", "Rename the file, or set 'metadata.name'.", actual: name);
        }

        var tags = keys?.Mapping("metadata")?.Texts("tags") ?? [];
        var definition = keys is null ? new AgentDefinition(name) : AgentDefinitionReader.Read(name, keys, isFile: true);
        var prompt = new PromptTemplate(PromptSections.Read(body, line, bag), keys?.Mapping("input")?.Find("default")?.ToJson() as JsonObject ?? JsonObject.Empty);
        if (prompt.Length == 0 && definition.Instructions is null)
        {
            bag.Warn(DiagnosticCodes.InvalidPrompt, new(new SourcePosition(line, 1), null), "The agent has no prompt.", "Write what it is to do below the second '---'.");
        }

        return new AgentFileLoad(name, bag.HasErrors ? null : definition with { Prompt = prompt.Length == 0 ? null : prompt, InputSchema = WithoutGiven(definition.InputSchema) }, bag.InOrder()) { Tags = tags };
    }

    // What every prompt may read is there without being given; a schema of nothing else asks for nothing.
    private static JsonValue? WithoutGiven(JsonValue? schema)
    {
        if (schema is not JsonObject keys || keys.Find("required") is not JsonArray required)
        {
            return schema;
        }

        return keys.Find("properties") is JsonObject { Count: > 0 } properties && properties.Keys.All(PromptNames.IsGiven)
            ? null
            : keys.With("required", JsonArray.From(required.Where(static name => name is not JsonString text || !PromptNames.IsGiven(text.Value))));
    }

    private static MappingReader? Front(string front, DiagnosticBag bag)
        => string.IsNullOrWhiteSpace(front) || DocumentReader.Read(front, "agent.yaml", bag) is not { } document ? null : MappingReader.Of(document, bag, "the front matter");

    // The first fence stays as an empty line, so that lines are those of the file.
    private static (string Front, string Body, int Line) Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines[0].TrimEnd() == Fence ? Array.FindIndex(lines, 1, static line => line.TrimEnd() == Fence) : -1;
        return end < 0
            ? ("", string.Join('\n', lines), 1)
            : ("\n" + string.Join('\n', lines[1..end]), string.Join('\n', lines[(end + 1)..]), end + 2);
    }
}
