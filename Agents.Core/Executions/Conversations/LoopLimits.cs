namespace Agents.Core.Executions.Conversations;

/// <summary>How far an agent may go by itself.</summary>
/// <param name="MaxSteps">How many answers one step may ask its model for. More lets it work longer, and a lost one spend more. Default: 25.</param>
public sealed record LoopLimits(int MaxSteps = LoopLimits.DefaultMaxSteps)
{
    /// <summary>How many answers, where nobody says.</summary>
    public const int DefaultMaxSteps = 25;

    /// <summary>How often the same call with the same arguments is made; then the model is told that it repeats itself, and then it is over.</summary>
    public const int MostSameCalls = 2;
}
