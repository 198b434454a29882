releasePipeline {
    executionMode QUEUED

    variables {
        string 'REGION', defaultValue: 'eu-west-1', description: 'Where production runs'
    }

    stages {
        stage('Source') {
            source('App') { git url: 'https://github.com/octocat/Hello-World.git'; output 'AppSource'; namespace 'App' }
        }
        stage('Approve') {
            approval('ShipIt') {
                message 'Ship #{App.CommitId} to #{variables.REGION}?'
                timeout '7d'
            }
        }
        stage('Production') {
            // Nothing comes in by night; whoever may control the pipeline can override it.
            beforeEntry { deploymentWindow cron: '* * 8-17 ? * MON-FRI', timeZone: 'Europe/Berlin' }
            deploy('Deploy') { input 'AppSource'; commands 'echo "deployed to #{variables.REGION}"' }
        }
    }
}
