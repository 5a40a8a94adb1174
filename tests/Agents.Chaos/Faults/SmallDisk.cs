using Agents.Testing;

namespace Agents.Chaos.Faults;

/// <summary>A file system of its own in memory, small enough to be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 32;

    private readonly string _filler;

    private SmallDisk(string folder)
    {
        Folder = folder;
        _filler = Path.Combine(folder, "filler");
    }

    public string Folder { get; }

    /// <summary>Mounts one; skips the test where that is not allowed.</summary>
    public static SmallDisk Mount()
    {
        var folder = Directory.CreateTempSubdirectory("agents-disk").FullName;
        var (succeeded, said) = Shell.Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder);
        Requirement.Need("mount", succeeded, $"run it as root, who may mount file systems ({said.Trim()}).");
        return new SmallDisk(folder);
    }

    /// <summary>Takes all the room there is.</summary>
    public void Fill()
    {
        var block = new byte[4096];
        try
        {
            using var filler = new FileStream(_filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // This is what it was for.
        }
    }

    /// <summary>Gives it back.</summary>
    public void Clear() => File.Delete(_filler);

    public void Dispose()
    {
        Shell.Run("umount", Folder);
        Directory.Delete(Folder);
    }
}
