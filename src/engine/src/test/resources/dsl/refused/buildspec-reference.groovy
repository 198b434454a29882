releasePipeline {
    variables { string 'REGION', defaultValue: 'eu-west-1' }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            build('Package') { input 'AppSource'; provider 'CodeBuild', BuildspecOverride: 'version: 0.2\nphases: {build: {commands: [echo #{variables.REGION}]}}' }
        }
    }
}
