namespace Agents.Core.Workflows;

/// <summary>A value that an execution is given beside its inputs, and that nothing records: an address, a name, a key of another system.</summary>
/// <param name="Name">Letters, digits and <c>_</c>.</param>
/// <param name="IsRequired">Whether an execution must not start without it.</param>
/// <param name="Description">What it is for; null where the definition does not say.</param>
public sealed record EnvironmentVariable(string Name, bool IsRequired = true, string? Description = null);
