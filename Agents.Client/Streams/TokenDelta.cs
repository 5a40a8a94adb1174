namespace Agents.Client.Streams;

/// <summary>The data of a stream's <c>token</c> event.</summary>
/// <param name="StepId">The step that asked the model.</param>
/// <param name="Text">A piece of the answer.</param>
public sealed record TokenDelta(string StepId, string Text);
