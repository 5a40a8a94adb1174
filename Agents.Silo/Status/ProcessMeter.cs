using System.Diagnostics;
using Agents.Client.Status;

namespace Agents.Silo.Status;

/// <summary>Measures what this process takes. Processor time is counted from one look to the next.</summary>
internal sealed class ProcessMeter(TimeProvider time)
{
    private const long Megabyte = 1024 * 1024;

    private readonly Lock _gate = new();
    private long _lookedAt = time.GetTimestamp();
    private TimeSpan _used = Environment.CpuUsage.TotalTime;

    public ProcessUse Look()
    {
        double share;
        lock (_gate)
        {
            var (now, used) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var elapsed = time.GetElapsedTime(_lookedAt, now);
            share = elapsed > TimeSpan.Zero ? (used - _used) / elapsed / Environment.ProcessorCount * 100 : 0;
            (_lookedAt, _used) = (now, used);
        }

        using var process = Process.GetCurrentProcess();
        return new ProcessUse
        {
            CpuPercent = Math.Round(Math.Clamp(share, 0, 100)),
            MemoryMegabytes = Environment.WorkingSet / Megabyte,
            ManagedMegabytes = GC.GetTotalMemory(forceFullCollection: false) / Megabyte,
            Threads = process.Threads.Count,
        };
    }
}
