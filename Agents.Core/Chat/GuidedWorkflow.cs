using Agents.Core.Workflows;

namespace Agents.Core.Chat;

/// <summary>A definition that guided mode made. It has passed the validator.</summary>
/// <param name="Yaml">The definition, in the state-machine format.</param>
/// <param name="Plan">What it loads as.</param>
public sealed record GuidedWorkflow(string Yaml, Workflow Plan);
