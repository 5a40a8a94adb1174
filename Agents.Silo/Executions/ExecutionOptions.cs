using Agents.Core.Executions;

namespace Agents.Silo.Executions;

/// <summary>How much executions may ask of one silo. Configuration section <c>Executions</c>.</summary>
public sealed class ExecutionOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Executions";

    /// <summary>
    /// How many executions run at once in this silo; more are queued. Also <c>AGENTS_MAX_CONCURRENT_EXECUTIONS</c>. More take more memory and ask more
    /// of providers at the same time; fewer wait longer. Default: 1,000, so that five hundred callers at once never meet the queue.
    /// </summary>
    public int MaxConcurrent { get; set; } = 1_000;

    /// <summary>
    /// How much one execution may hold in memory, in bytes of JSON; the step whose result would pass it fails. Also <c>AGENTS_MAX_CONTEXT_BYTES</c>. More lets
    /// few executions take the silo's memory. Default: 64 MB.
    /// </summary>
    public long MaxContextBytes { get; set; } = ContextLimit.DefaultBytes;
}
