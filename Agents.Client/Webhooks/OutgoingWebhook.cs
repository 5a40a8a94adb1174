namespace Agents.Client.Webhooks;

/// <summary>A message to another system that is owed or was given up.</summary>
/// <param name="Id">The message's id, which it carries as <c>webhook-id</c> in every attempt.</param>
/// <param name="Target">Who is to be told, e.g. <c>approvals</c>.</param>
/// <param name="Event">What of, e.g. <c>approval.requested</c>.</param>
/// <param name="ExecutionId">The execution that it happened in.</param>
/// <param name="Status"><c>dead</c>: it was given up. <c>pending</c>: it is owed again.</param>
/// <param name="Attempts">How often it was tried since it was owed.</param>
/// <param name="Error">What came of the last attempt; null where there was none.</param>
/// <param name="CreatedAt">When the event happened, in UTC.</param>
/// <param name="DiedAt">When it was given up, in UTC; null while it is owed.</param>
public sealed record OutgoingWebhook(
    string Id, string Target, string Event, string ExecutionId, string Status, int Attempts, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? DiedAt);
