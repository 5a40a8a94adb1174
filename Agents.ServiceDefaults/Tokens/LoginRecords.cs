namespace Agents.ServiceDefaults.Tokens;

/// <summary>A login, as the silo gives it to the gateway and the gateway to a browser.</summary>
/// <param name="Token">What the browser shows from now on. A secret.</param>
/// <param name="ExpiresAt">When it ends, in UTC.</param>
public sealed record LoginSession(string Token, DateTimeOffset ExpiresAt)
{
    // The generated one would print the token.
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(LoginSession)} until {ExpiresAt:u}";
}

/// <summary>The first key of a server, as the silo gives it once to whoever supervises it.</summary>
/// <param name="Key">The key. A secret.</param>
/// <param name="File">The file that has it, too; null where there is none.</param>
public sealed record FirstKeyMade(string Key, string? File)
{
    // The generated one would print the key.
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(FirstKeyMade)} in {File}";
}
