namespace Agents.Starlark;

/// <summary>What one run may use. Reaching a limit ends the run with an error that names the limit.</summary>
public sealed record StarlarkLimits
{
    /// <summary>The limits of conditions and programs in workflows.</summary>
    public static StarlarkLimits Default { get; } = new();

    /// <summary>Operations: statements, operators, calls, iterations, and a share of the elements that bulk operations touch. Default 100,000.</summary>
    public long MaxSteps { get; init; } = 100_000;

    /// <summary>Bytes held at once by values that the run made; the host's own values are not counted. Default 10 MiB.</summary>
    public long MaxMemoryBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Calls inside calls. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Bits of the largest integer. Default 4096 (1233 decimal digits).</summary>
    public int MaxIntegerBits { get; init; } = 4096;
}
