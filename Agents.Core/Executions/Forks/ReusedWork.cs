namespace Agents.Core.Executions;

/// <summary>What a fork took over instead of doing it again.</summary>
/// <param name="Steps">Steps with an effect whose recorded results it uses.</param>
/// <param name="Usage">What their model calls had used. Not part of the fork's own usage.</param>
public sealed record ReusedWork(int Steps, TokenUsage Usage)
{
    /// <summary>Nothing.</summary>
    public static readonly ReusedWork None = new(0, TokenUsage.None);
}
