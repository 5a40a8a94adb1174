using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary>What the tools for files have in common: where the files are, and how failures are told.</summary>
internal abstract class FileTool(ArtifactFolder files) : ITool
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    public abstract JsonObject InputSchema { get; }

    public string? Absence => Files.Absence;

    protected ArtifactFolder Files { get; } = files;

    public async Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        try
        {
            return ToolResult.Of(await RunAsync(Files.Of(call.ExecutionId), call, cancellationToken));
        }
        catch (FileRefusedException refused)
        {
            return ToolResult.Fail(ErrorCategory.Forbidden, "file_refused", refused.Message);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return ToolResult.Fail(ErrorCategory.NotFound, "no_such_file", $"There is no such file. Files: {string.Join(", ", ArtifactFolder.Names(Files.Of(call.ExecutionId)).Take(50))}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The system's own words have the silo's paths in them.
            return ToolResult.Fail(ErrorCategory.Provider, "file_failed", "The file system did not do it: the disk may be full, or a file stands where a folder should.");
        }
    }

    protected abstract Task<JsonValue> RunAsync(string folder, ToolCall call, CancellationToken cancellationToken);
}
