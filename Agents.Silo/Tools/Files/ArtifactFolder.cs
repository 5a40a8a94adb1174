using Agents.Silo.Storage;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary>
/// Where the files of an execution are: <c>artifacts/&lt;execution id&gt;</c> in the data folder. Names are relative and of plain parts; nothing that is a link is
/// followed, and what was opened is looked at again, so that a link that was put in the way meanwhile leads nowhere.
/// </summary>
internal sealed class ArtifactFolder(IOptions<ToolsOptions> options, DataFolder? data = null)
{
    // Links in the data folder's own path are the operator's.
    private readonly Lazy<string?> _root = new(() => data is null ? null : Path.Combine(RealPath(data.Path), "artifacts"));

    /// <summary>Why there are no files here; null where there are.</summary>
    public string? Absence => data is null ? "Files need a data folder of this silo, which silos of a cluster do not have." : null;

    /// <summary>The folder of an execution, made where it is missing.</summary>
    public string Of(string executionId)
    {
        var folder = Path.Combine(_root.Value!, executionId);
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>The folder of an execution; null where it has no files.</summary>
    public string? Find(string executionId)
        => _root.Value is { } root && Path.Combine(root, executionId) is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>Executions that have a folder.</summary>
    public IEnumerable<string> Executions()
        => _root.Value is { } root && Directory.Exists(root) ? Directory.EnumerateDirectories(root).Select(static folder => Path.GetFileName(folder)) : [];

    /// <summary>Removes the folder of an execution with all that is in it. Links go, and what they lead to stays.</summary>
    public void Remove(string executionId)
    {
        if (Find(executionId) is { } folder)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Opens a file for reading, and makes sure that it is the one that was meant.</summary>
    /// <exception cref="FileRefusedException">The name leads out of the folder, or through a link.</exception>
    public static FileStream OpenRead(string folder, string name)
    {
        var path = ArtifactName.Resolve(folder, name);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (IsOpenAt(stream, path))
        {
            return stream;
        }

        stream.Dispose();
        throw new FileRefusedException($"'{name}' leads through a link, which is not followed.");
    }

    /// <summary>Writes a whole file: who reads it sees all of it or what was there before. Asked again with the same key it does the same.</summary>
    /// <exception cref="FileRefusedException">The name or the size is not allowed.</exception>
    public async Task WriteAsync(string folder, string name, byte[] content, string key, CancellationToken cancellationToken)
    {
        var path = ArtifactName.Resolve(folder, name);
        var others = Names(folder).Where(other => Path.Combine(folder, other) != path).Sum(other => new FileInfo(Path.Combine(folder, other)).Length);
        if (content.LongLength > options.Value.MaxFileBytes || others + content.LongLength > options.Value.MaxFolderBytes)
        {
            throw new FileRefusedException(
                $"'{name}' would be too large: a file may have {options.Value.MaxFileBytes:N0} bytes, and all files of an execution {options.Value.MaxFolderBytes:N0}.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Named by the call: the same call after a crash writes over its own leftovers.
        var part = Path.Combine(folder, $".{ContentHash.Of(key)[..16]}.part");
        await File.WriteAllBytesAsync(part, content, cancellationToken);
        File.Move(part, ArtifactName.Resolve(folder, name), overwrite: true);
    }

    /// <summary>Names of the files in a folder, relative to it, in order; links and what is hidden are left out.</summary>
    public static IEnumerable<string> Names(string folder)
        => Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden })
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    // What the system says that the handle is; elsewhere than on Linux the check of the name stands alone.
    private static bool IsOpenAt(FileStream stream, string path)
        => !OperatingSystem.IsLinux() || new FileInfo($"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}").LinkTarget == path;

    private static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new DirectoryInfo(Path.Combine(real, part));
            real = next.ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : next.FullName;
        }

        return real;
    }
}

/// <summary>A file that may not be touched, or not like this; the message is for the model.</summary>
internal sealed class FileRefusedException(string message) : IOException(message);
