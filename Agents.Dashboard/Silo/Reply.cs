using Agents.Client.Problems;

namespace Agents.Dashboard.Silo;

/// <summary>What came of asking the silo: a value, or a problem that a page can show.</summary>
public readonly record struct Reply<T>(T? Value, ProblemRecord? Problem)
    where T : class
{
    public bool IsNotFound => Problem?.Status == StatusCodes.Status404NotFound;
}

internal static class Reply
{
    /// <summary>The problem code of a silo that does not answer.</summary>
    public const string Unreachable = "unreachable";

    public static async Task<Reply<T>> Of<T>(Task<T> call)
        where T : class
    {
        try
        {
            return new(await call, null);
        }
        catch (AgentsApiException refused)
        {
            return new(null, refused.Problem);
        }
        catch (HttpRequestException failed)
        {
            return new(null, new ProblemRecord
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Code = Unreachable,
                Title = "The silo does not answer",
                Detail = $"{failed.Message} Executions that were running go on when it is back. Look at its log, or start it again.",
            });
        }
    }
}
