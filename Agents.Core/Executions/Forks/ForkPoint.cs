namespace Agents.Core.Executions;

/// <summary>Where an execution is cut to go on anew. A closed family.</summary>
public abstract record ForkPoint
{
    private protected ForkPoint()
    {
    }
}

/// <summary>After an event: as it stood then, so it goes on.</summary>
/// <param name="Seq">The event's number, from 1.</param>
public sealed record AfterEvent(long Seq) : ForkPoint;

/// <summary>Before a step: it and what came after it in its own branch, and in what is around that, is done again.</summary>
/// <param name="Step">
/// The step's id, or the name of a state. A name stands for all steps of the state that failed; where none did, for the latest one.
/// </param>
public sealed record BeforeStep(string Step) : ForkPoint;
