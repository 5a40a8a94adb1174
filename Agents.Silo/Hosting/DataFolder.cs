namespace Agents.Silo;

/// <summary>
/// The folder that the silo owns. An exclusive lock of the operating system on <c>silo.lock</c> keeps a second silo out;
/// it goes with the process, however the process ends.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream folderLock)
    {
        Path = path;
        _lock = folderLock;
    }

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; }

    /// <summary>Makes the folder where it is missing and locks it.</summary>
    /// <exception cref="DataFolderHeldException">Another silo holds it, or it cannot be written.</exception>
    public static DataFolder Acquire(string path)
    {
        var folder = System.IO.Path.GetFullPath(path);
        var file = System.IO.Path.Combine(folder, "silo.lock");
        try
        {
            Directory.CreateDirectory(folder);
            return new DataFolder(folder, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderHeldException(
                $"The data folder {folder} cannot be locked: {problem.Message} Stop the silo that uses it, or set AGENTS_DATA to another folder.", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}

/// <summary>The data folder belongs to another silo, or cannot be written.</summary>
public sealed class DataFolderHeldException(string message, Exception inner) : Exception(message, inner);
