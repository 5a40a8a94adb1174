using System.Runtime.InteropServices;

namespace Agents.Silo.Hosting;

/// <summary>
/// Gives what native code has freed back to the system. glibc keeps it for the next allocation of the same thread, which for SQLite's pages
/// may be tomorrow. Other C libraries give it back by themselves; there this does nothing.
/// </summary>
internal static class NativeMemory
{
    private static readonly Trim? TrimHeap = Find();

    private delegate int Trim(nuint pad);

    public static void Release() => TrimHeap?.Invoke(0);

    private static Trim? Find()
        => OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var function)
            ? Marshal.GetDelegateForFunctionPointer<Trim>(function)
            : null;
}
