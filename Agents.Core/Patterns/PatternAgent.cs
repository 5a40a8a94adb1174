using Agents.Core.Workflows;

namespace Agents.Core.Patterns;

/// <summary>An agent that takes part in a pattern.</summary>
/// <param name="Name">The agent's name.</param>
/// <param name="Definition">The agent where it is part of the workflow's file; null where it lives in an environment.</param>
/// <param name="Role">Its part, as designs write it: <c>manager</c>, <c>worker</c>, <c>specialist</c>, <c>moderator</c>, <c>reflector</c>; null where its place says it.</param>
public sealed record PatternAgent(string Name, AgentDefinition? Definition, string? Role = null);
