namespace Agents.Client.Secrets;

/// <summary>A stored secret. Nothing ever gives its value.</summary>
/// <param name="Name">As workflows refer to it; the key of a model provider is <c>provider:NAME</c>.</param>
/// <param name="IsReadable">Whether the server can decrypt it. False after its key ring was lost: set it again.</param>
/// <param name="CreatedAt">When it was first set, in UTC.</param>
/// <param name="UpdatedAt">When it was last set, in UTC.</param>
public sealed record SecretRecord(string Name, bool IsReadable, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>The answer of <c>GET /settings/secrets</c>.</summary>
/// <param name="Items">By name.</param>
public sealed record SecretList(IReadOnlyList<SecretRecord> Items);

/// <summary>The body of <c>POST /settings/secrets</c>: a provider and its key, or a name and a value.</summary>
public sealed record SetSecret
{
    /// <summary>The provider whose key it is; null where it is no key of a provider.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's key, at least 8 characters.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The secret's name; null where it is the key of a provider.</summary>
    public string? Name { get; init; }

    /// <summary>The secret, at least 8 characters.</summary>
    public string? Value { get; init; }

    // The generated one would print the values.
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(SetSecret)} {Provider ?? Name}";
}

/// <summary>The answer of <c>POST /settings/secrets</c>.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Connected">Whether the provider answers and takes the key; null where the secret is no key of a provider.</param>
/// <param name="Message">The same for people, and what to do where it does not; null where the secret is no key of a provider.</param>
/// <param name="UpdatedAt">When it was set, in UTC.</param>
public sealed record SetSecretReply(string Name, bool? Connected, string? Message, DateTimeOffset UpdatedAt);

/// <summary>The answer of <c>POST /settings/secrets/rotate</c> and <c>/reencrypt</c>.</summary>
/// <param name="Key">The newest key of the key ring.</param>
/// <param name="ActiveAt">From when on it encrypts, in UTC. Where that is later, ask for <c>/reencrypt</c> after it.</param>
/// <param name="Encrypted">How many values were encrypted anew.</param>
/// <param name="Unreadable">Names of values that no key opens; they are left as they are.</param>
public sealed record RotationReply(Guid Key, DateTimeOffset ActiveAt, int Encrypted, IReadOnlyList<string> Unreadable);

/// <summary>The answer of <c>DELETE</c> on a secret or a provider.</summary>
/// <param name="Deleted">What was deleted.</param>
public sealed record DeletedReply(string Deleted);
