namespace Orleans.Runtime;

/// <summary>A timer that lives as long as the activation. Disposing it cancels the token of a tick that runs.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Starts it anew. During a tick this counts from the tick's end.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
