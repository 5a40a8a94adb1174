using System.Text;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary><c>file_write</c>: writes a whole text file of the execution.</summary>
internal sealed class FileWriteTool(ArtifactFolder files) : FileTool(files)
{
    public override string Name => "file_write";

    public override string Description => "Writes a text file of this execution, in place of what it had before.";

    public override JsonObject InputSchema { get; } = ToolArguments.Schema(
        ("path", "string", "Name relative to the execution's folder, like report.md.", true),
        ("content", "string", "All of its text.", true));

    protected override async Task<JsonValue> RunAsync(string folder, ToolCall call, CancellationToken cancellationToken)
    {
        var (name, content) = (call.Arguments.Text("path"), Encoding.UTF8.GetBytes(call.Arguments.Text("content")));
        await Files.WriteAsync(folder, name, content, call.IdempotencyKey, cancellationToken);
        return JsonObject.Of(("path", name), ("bytes", content.Length));
    }
}
