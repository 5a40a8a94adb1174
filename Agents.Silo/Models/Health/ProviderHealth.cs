namespace Agents.Silo.Models;

/// <summary>How a provider answered when it was looked at.</summary>
/// <param name="Provider">Its configured name.</param>
/// <param name="State">Whether executions that ask it may begin.</param>
/// <param name="Message">What it said, naming the provider, and what to do; never a key.</param>
internal sealed record ProviderHealth(string Provider, ProviderState State, string Message);

/// <summary>Whether executions that ask a provider may begin.</summary>
internal enum ProviderState
{
    /// <summary>It answers.</summary>
    Reachable,

    /// <summary>It does not answer now, or not as it should. Executions begin: each step's retry rule waits for it better than a refusal would.</summary>
    Troubled,

    /// <summary>Every call can only fail until somebody changes a setting: the key is refused, or there is no such host. Executions are refused.</summary>
    Unusable,
}
