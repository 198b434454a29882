releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Start') { invoke('Deploy') { provider 'CodePipeline' } }
    }
}
