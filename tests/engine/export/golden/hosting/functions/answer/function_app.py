# Exported from plan.pipedraft.yaml. Nodes: answer.
# Title: answer

import azure.functions as func

app = func.FunctionApp()


@app.function_name(name="answer")
@app.route(route="answer", auth_level=func.AuthLevel.FUNCTION)
def run(request: func.HttpRequest) -> func.HttpResponse:
    raise NotImplementedError("The work of answer is not written yet.")
