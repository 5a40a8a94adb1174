using System.Net;

namespace Agents.Client.Problems;

/// <summary>The server answered, and the answer is no. A server that does not answer is an <see cref="HttpRequestException"/>.</summary>
public sealed class AgentsApiException : Exception
{
    /// <summary>Wraps a problem.</summary>
    public AgentsApiException(ProblemRecord problem)
        : base(problem.Detail ?? problem.Title ?? $"The server answered {problem.Status}.")
        => Problem = problem;

    /// <summary>What the server said; <see cref="ProblemRecord.Status"/> is always set.</summary>
    public ProblemRecord Problem { get; }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status => (HttpStatusCode)Problem.Status;
}
