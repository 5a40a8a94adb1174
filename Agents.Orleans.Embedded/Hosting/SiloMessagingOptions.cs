namespace Orleans.Configuration;

public sealed class SiloMessagingOptions
{
    /// <summary>How long a caller waits for an answer before it gets a <see cref="TimeoutException"/>. Default 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal IEnumerable<string> Errors()
    {
        if (ResponseTimeout <= TimeSpan.Zero && ResponseTimeout != Timeout.InfiniteTimeSpan)
        {
            yield return $"{nameof(SiloMessagingOptions)}.{nameof(ResponseTimeout)} is {ResponseTimeout}: set it above zero.";
        }
    }
}
