using System.Data.Common;
using Agents.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Diagnostics;

namespace Agents.Silo.Storage;

/// <summary>Answers 503 with the reason where a request needs the database and the database cannot be used.</summary>
internal sealed class DatabaseProblems(IDatabase database) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (DatabaseUnusableException or DbException))
        {
            return false;
        }

        if (exception is DbException failed)
        {
            database.ReportFailure(failed);
        }

        httpContext.Response.Headers.RetryAfter = "2";
        await Problem.WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, exception.Message);
        return true;
    }
}
