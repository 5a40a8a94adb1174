using System.IO.Enumeration;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary><c>file_glob</c>: names of the execution's files.</summary>
internal sealed class FileGlobTool(ArtifactFolder files) : FileTool(files)
{
    public override string Name => "file_glob";

    public override string Description => "Lists the files of this execution whose names match a pattern.";

    public override JsonObject InputSchema { get; } = ToolArguments.Schema(
        ("pattern", "string", "* stands for any characters, ? for one: *.md, data/*. All files unless given.", false));

    protected override Task<JsonValue> RunAsync(string folder, ToolCall call, CancellationToken cancellationToken)
    {
        var pattern = call.Arguments.OptionalText("pattern") ?? "*";
        return Task.FromResult<JsonValue>(JsonArray.From(ArtifactFolder.Names(folder)
            .Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
            .Select(static name => (JsonValue)name)));
    }
}
