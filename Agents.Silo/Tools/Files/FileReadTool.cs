using System.Text;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary><c>file_read</c>: a text file of the execution.</summary>
internal sealed class FileReadTool(ArtifactFolder files) : FileTool(files)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string Name => "file_read";

    public override string Description => "Reads a text file of this execution.";

    public override JsonObject InputSchema { get; } = ToolArguments.Schema(
        ("path", "string", "Name relative to the execution's folder, like report.md.", true),
        ("offset", "integer", "How many characters to skip.", false),
        ("limit", "integer", "How many characters to give at most.", false));

    protected override async Task<JsonValue> RunAsync(string folder, ToolCall call, CancellationToken cancellationToken)
    {
        await using var file = ArtifactFolder.OpenRead(folder, call.Arguments.Text("path"));
        using var reader = new StreamReader(file, Strict);
        string text;
        try
        {
            text = await reader.ReadToEndAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw new FileRefusedException("The file is not text in UTF-8.");
        }

        var offset = (int)Math.Clamp(call.Arguments.OptionalInteger("offset") ?? 0, 0, text.Length);
        return text.Substring(offset, (int)Math.Clamp(call.Arguments.OptionalInteger("limit") ?? text.Length, 0, text.Length - offset));
    }
}
