namespace Agents.Client.Paging;

/// <summary>One page of a list. Lists are paged by key, not by number: rows that arrive meanwhile neither repeat nor hide others.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Items">The rows, in the list's order; empty where there are none.</param>
/// <param name="NextCursor">Opaque; the <c>cursor</c> of the next page. Null on the last page.</param>
/// <param name="Total">Rows on all pages together; null where the server does not count them.</param>
public sealed record ItemPage<T>(IReadOnlyList<T> Items, string? NextCursor = null, long? Total = null);
