using System.Runtime.InteropServices;

namespace Agents.Silo.Hosting;

/// <summary>
/// Gives back to the system what a busy time needed and nobody uses now. The collector keeps the room of the young for the next load, and glibc keeps what
/// native code has freed for the next allocation of the same thread: after a day's last execution either may be tomorrow.
/// </summary>
internal static class UnusedMemory
{
    private static readonly Trim? TrimHeap = Find();

    private delegate int Trim(nuint pad);

    /// <summary>Stops the process for as long as a full collection of the heap takes: for when nothing is going on.</summary>
    public static void Release()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        TrimHeap?.Invoke(0);
    }

    // Other C libraries give it back by themselves.
    private static Trim? Find()
        => OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var function)
            ? Marshal.GetDelegateForFunctionPointer<Trim>(function)
            : null;
}
