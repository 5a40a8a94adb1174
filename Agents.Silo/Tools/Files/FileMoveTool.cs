using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary><c>file_move</c>: gives a file of the execution another name.</summary>
internal sealed class FileMoveTool(ArtifactFolder files) : FileTool(files)
{
    public override string Name => "file_move";

    public override string Description => "Gives a file of this execution another name, in place of what had that name before.";

    public override JsonObject InputSchema { get; } = ToolArguments.Schema(
        ("from", "string", "Its name now.", true),
        ("to", "string", "Its name from then on.", true));

    protected override Task<JsonValue> RunAsync(string folder, ToolCall call, CancellationToken cancellationToken)
    {
        var (from, to) = (call.Arguments.Text("from"), call.Arguments.Text("to"));
        var (source, target) = (ArtifactName.Resolve(folder, from), ArtifactName.Resolve(folder, to));
        // The same call before a crash may have moved it already.
        if (File.Exists(source) || !File.Exists(target))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(source, target, overwrite: true);
        }

        return Task.FromResult<JsonValue>(JsonObject.Of(("path", to)));
    }
}
