releasePipeline {
    variables {
        string 'REGION'
        string 'REGION', defaultValue: 'eu-west-1'
    }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
