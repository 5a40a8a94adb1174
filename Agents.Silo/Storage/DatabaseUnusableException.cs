namespace Agents.Silo.Storage;

/// <summary>The database cannot be used now; the message says why and what to do. Requests that need it answer 503.</summary>
public sealed class DatabaseUnusableException(string message, Exception? inner = null) : Exception(message, inner);
