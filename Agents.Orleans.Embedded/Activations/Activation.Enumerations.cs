namespace Orleans.Runtime;

internal sealed partial class Activation
{
    private HashSet<EnumerationSession>? _enumerations;

    /// <summary>Under the lock.</summary>
    private bool HasWaitingEnumerations => _enumerations?.Any(session => session.HasWaitingPull) == true;

    public void Add(EnumerationSession session)
    {
        lock (Gate)
        {
            (_enumerations ??= []).Add(session);
        }
    }

    public void Remove(EnumerationSession session)
    {
        lock (Gate)
        {
            _enumerations?.Remove(session);
        }
    }

    private async Task AbortEnumerationsAsync()
    {
        EnumerationSession[] sessions;
        lock (Gate)
        {
            sessions = [.. _enumerations ?? []];
        }

        foreach (var session in sessions)
        {
            await session.AbortAsync();
        }
    }
}
