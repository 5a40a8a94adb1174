namespace Agents.Silo.Status;

/// <summary>One thing that status pages follow.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="EverySeconds">How often it is looked at while somebody follows.</param>
/// <param name="ReadAsync">How it stands now, as JSON.</param>
internal sealed record StatusTopic(string Name, int EverySeconds, Func<Task<byte[]>> ReadAsync);

/// <summary>How a topic stood.</summary>
/// <param name="Topic">The event's name.</param>
/// <param name="Version">Counts up over all topics; a listener has seen all up to the highest that it was given.</param>
/// <param name="Json">How it stood.</param>
internal sealed record StatusFrame(string Topic, long Version, byte[] Json);
