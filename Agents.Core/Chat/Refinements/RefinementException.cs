namespace Agents.Core.Chat.Refinements;

/// <summary>A change that cannot be made; the message says why.</summary>
internal sealed class RefinementException(string message) : Exception(message);
