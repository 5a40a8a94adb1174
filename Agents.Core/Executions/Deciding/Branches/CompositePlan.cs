using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>What a step that consists of branches begins with, or why it cannot begin. A closed family.</summary>
internal abstract record CompositePlan;

/// <summary>It begins.</summary>
/// <param name="Shape">What it is recorded with.</param>
/// <param name="Input">Its items or its rendered input; JSON null where its branches get what the previous state gave.</param>
internal sealed record Planned(CompositeShape Shape, JsonValue Input) : CompositePlan;

/// <summary>It cannot begin.</summary>
/// <param name="Error">Why.</param>
internal sealed record NotPlanned(ExecutionError Error) : CompositePlan;
