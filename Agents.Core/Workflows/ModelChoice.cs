namespace Agents.Core.Workflows;

/// <summary>A model that is asked where the one before it gives no answer.</summary>
/// <param name="Provider">Its provider; null means that of the first model.</param>
/// <param name="Model">The provider's name of the model.</param>
public readonly record struct ModelChoice(string? Provider, string Model);
