namespace Agents.Client.Streams;

/// <summary>How long to wait before a stream is opened again: what the server asked for, doubled with each failure in a row.</summary>
internal sealed class Reconnection(TimeProvider time)
{
    private const int MostFailures = 12;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _first = Shortest;
    private Exception? _lastFailure;
    private int _failures;

    public void Succeeded(TimeSpan asked)
    {
        _failures = 0;
        _lastFailure = null;
        _first = asked > TimeSpan.Zero && asked < Longest ? asked : Shortest;
    }

    public void Failed(Exception failure) => _lastFailure = failure;

    /// <exception cref="HttpRequestException">It failed too often in a row.</exception>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        if (++_failures > MostFailures)
        {
            throw new HttpRequestException($"The stream broke off and {MostFailures} attempts to open it again failed.", _lastFailure);
        }

        var wait = _first * Math.Pow(2, _failures - 1);
        return Task.Delay(wait < Longest ? wait : Longest, time, cancellationToken);
    }
}
